"""The advocates' desk: pages under `/desk`, each listed in the table of `bot.web.desk.routes` with who may use it."""
