"""Repositories by topic. Their reads happen at once, their writes wait for the commit of the unit of work."""
