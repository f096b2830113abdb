"""Who somebody at the desk is: cookies, passkeys, and the refusal of what another site makes a browser send."""
