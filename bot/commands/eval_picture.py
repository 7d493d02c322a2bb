"""Draws how reliable the confidence is: `python -m bot.commands.eval_picture FILE.png`, points on stdin."""

import json
import sys

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt


def main(png: str) -> None:
    """Each point is [how sure, how often right, how many messages]."""
    points = json.load(sys.stdin)
    figure, axes = plt.subplots(figsize=(5, 5), dpi=120)
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="as sure as right")
    axes.plot([p[0] for p in points], [p[1] for p in points], marker="o", label="messages")
    for sure, right, count in points:
        axes.annotate(str(count), (sure, right), textcoords="offset points", xytext=(4, -10), fontsize=7)
    axes.set(xlabel="how sure line 1 was", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1))
    axes.legend(loc="upper left")
    figure.tight_layout()
    figure.savefig(png, format="png")


if __name__ == "__main__":
    main(sys.argv[1])
