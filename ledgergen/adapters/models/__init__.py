"""Writers: OpenAI-compatible servers, the built-in writer, scripted replies."""
