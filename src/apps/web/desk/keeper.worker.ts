/** The worker in which counsel's keys live. */
import { expose } from "comlink";
import { CounselKeeper } from "../../../edge/browser/counsel-keeper.ts";
import { face } from "../parts/face.ts";

expose(new CounselKeeper(location.origin, face));
