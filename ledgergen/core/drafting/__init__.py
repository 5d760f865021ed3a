"""Draft, check, repair: prompts, replies, citations and the loop between them."""
