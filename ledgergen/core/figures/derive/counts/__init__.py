"""Counts of what facts and passages list, and places in an order.

count, order       what facts list; places that the text sets up: the next of those counted
ranks, retold      places and parts that a passage tells, and what a text makes of them
collection         a series summed up, those named counted
enumeration        what the sentence itself lists
headcount          what evidence lists
tally, hauls       what prizes come to together, and what one tally is of another
rival_tallies      those of another film in its own clause
accounts           how many accounts there are of one amount
"""
