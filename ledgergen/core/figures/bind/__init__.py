"""Say what a figure is about: subject, attribute, territory, moment, from the words around it."""
