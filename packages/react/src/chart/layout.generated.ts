// Generated from packages/machine by packages/react/scripts/layout.ts: run `npm run generate`; do not edit.
import type { Layout } from "./layout.ts";

/** Where everything on the machine's diagram stands. */
export const layout: Layout = {
  "width": 1190,
  "height": 391,
  "boxes": {
    "active": {
      "x": 269,
      "y": 10,
      "width": 575,
      "height": 202
    },
    "running": {
      "x": 293,
      "y": 93,
      "width": 195,
      "height": 66
    },
    "continuing": {
      "x": 625,
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
      "x": 991,
      "y": 45,
      "width": 189,
      "height": 66
    },
    "failed": {
      "x": 991,
      "y": 135,
      "width": 189,
      "height": 66
    },
    "cancelled": {
      "x": 991,
      "y": 225,
      "width": 189,
      "height": 66
    },
    "stale": {
      "x": 991,
      "y": 315,
      "width": 189,
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
        [488, 126],
        [607, 126],
        [607, 110],
        [625, 110]
      ],
      "label": {
        "x": 541,
        "y": 116,
        "width": 45,
        "height": 18
      }
    },
    "running:COMPLETE:completed": {
      "points": [
        [488, 137],
        [520, 137],
        [520, 153],
        [869, 153],
        [869, 78],
        [991, 78]
      ],
      "label": {
        "x": 901,
        "y": 68,
        "width": 64,
        "height": 18
      }
    },
    "running:FAIL:failed": {
      "points": [
        [488, 148],
        [506, 148],
        [506, 168],
        [991, 168]
      ],
      "label": {
        "x": 914,
        "y": 158,
        "width": 38,
        "height": 18
      }
    },
    "active:CANCEL:cancelled": {
      "points": [
        [844, 178],
        [883, 178],
        [883, 258],
        [991, 258]
      ],
      "label": {
        "x": 907.5,
        "y": 248,
        "width": 51,
        "height": 18
      }
    },
    "active:EXPIRE:stale": {
      "points": [
        [844, 188],
        [869, 188],
        [869, 348],
        [991, 348]
      ],
      "label": {
        "x": 907.5,
        "y": 338,
        "width": 51,
        "height": 18
      }
    },
    "running:EXPIRE:continuing": {
      "points": [
        [488, 115],
        [520, 115],
        [520, 93],
        [625, 93]
      ],
      "label": {
        "x": 538,
        "y": 83,
        "width": 51,
        "height": 18
      }
    },
    "continuing:CLAIM:running": {
      "points": [
        [625, 77],
        [607, 77],
        [607, 60],
        [506, 60],
        [506, 104],
        [488, 104]
      ],
      "label": {
        "x": 541,
        "y": 50,
        "width": 45,
        "height": 18
      }
    }
  }
};
