"""Times: spans between two moments, ages at one, anniversaries and birthdays."""
