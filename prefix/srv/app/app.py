"""The smallest web application there is. Put yours here."""


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"Served by an application in a Prefix.\n"]
