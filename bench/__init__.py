"""Measurements: how well and how fast texts are understood, and the whole service beside a stock `rasa run`. `make bench`"""
