// What every page runs. Each module stands alone and does nothing when its attributes are absent.
import "./light.js";
import "./clock.js";
import "./quiet.js";
import "./submit.js";
import "./draft.js";
import "./keys.js";
import "./live.js";
import "./lock.js";
import "./field.js";
if (document.querySelector("[data-map]")) import("./map.js");
