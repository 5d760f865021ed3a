"""The ground floor: frozen values that every other floor speaks in."""
