/** The worker in which the notebook's keys live. */
import { expose } from "comlink";
import { NotebookKeeper } from "../../../edge/browser/notebook-keeper.ts";

expose(new NotebookKeeper(location.origin));
