"""What a dossier's facts say, indexed, and how far they answer a claim."""
