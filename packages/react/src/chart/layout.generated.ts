// Generated from packages/machine by packages/react/scripts/layout.ts: run `npm run generate`; do not edit.
import type { Layout } from "./layout.ts";

/** Where everything on the machine's diagram stands. */
export const layout: Layout = {
  "width": 1182,
  "height": 391,
  "boxes": {
    "active": {
      "x": 269,
      "y": 10,
      "width": 567,
      "height": 202
    },
    "running": {
      "x": 293,
      "y": 93,
      "width": 187,
      "height": 66
    },
    "continuing": {
      "x": 617,
      "y": 60,
      "width": 195,
      "height": 66
    },
    "idle": {
      "x": 10,
      "y": 102,
      "width": 155,
      "height": 48
    },
    "completed": {
      "x": 983,
      "y": 45,
      "width": 189,
      "height": 66
    },
    "failed": {
      "x": 983,
      "y": 135,
      "width": 169,
      "height": 66
    },
    "cancelled": {
      "x": 983,
      "y": 225,
      "width": 189,
      "height": 66
    },
    "stale": {
      "x": 983,
      "y": 315,
      "width": 162,
      "height": 66
    }
  },
  "arrows": {
    "idle:START:running": {
      "points": [
        [165, 126],
        [293, 126]
      ],
      "label": {
        "x": 191,
        "y": 116,
        "width": 45,
        "height": 18
      }
    },
    "running:YIELD:continuing": {
      "points": [
        [480, 126],
        [599, 126],
        [599, 110],
        [617, 110]
      ],
      "label": {
        "x": 533,
        "y": 116,
        "width": 45,
        "height": 18
      }
    },
    "running:COMPLETE:completed": {
      "points": [
        [480, 137],
        [512, 137],
        [512, 153],
        [861, 153],
        [861, 78],
        [983, 78]
      ],
      "label": {
        "x": 893,
        "y": 68,
        "width": 64,
        "height": 18
      }
    },
    "running:FAIL:failed": {
      "points": [
        [480, 148],
        [498, 148],
        [498, 168],
        [983, 168]
      ],
      "label": {
        "x": 906,
        "y": 158,
        "width": 38,
        "height": 18
      }
    },
    "active:CANCEL:cancelled": {
      "points": [
        [836, 178],
        [875, 178],
        [875, 258],
        [983, 258]
      ],
      "label": {
        "x": 899.5,
        "y": 248,
        "width": 51,
        "height": 18
      }
    },
    "active:EXPIRE:stale": {
      "points": [
        [836, 188],
        [861, 188],
        [861, 348],
        [983, 348]
      ],
      "label": {
        "x": 899.5,
        "y": 338,
        "width": 51,
        "height": 18
      }
    },
    "running:EXPIRE:continuing": {
      "points": [
        [480, 115],
        [512, 115],
        [512, 93],
        [617, 93]
      ],
      "label": {
        "x": 530,
        "y": 83,
        "width": 51,
        "height": 18
      }
    },
    "continuing:CLAIM:running": {
      "points": [
        [617, 77],
        [599, 77],
        [599, 60],
        [498, 60],
        [498, 104],
        [480, 104]
      ],
      "label": {
        "x": 533,
        "y": 50,
        "width": 45,
        "height": 18
      }
    }
  }
};
