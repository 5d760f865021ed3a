"""The services that know facts about films, asked over HTTP."""
