/** Shows how far long work has come, on standard error and only where a person sits: nothing goes into files and pipes. */
import { SingleBar } from "cli-progress";

/** How far a piece of work has come; both numbers are of the same things. */
export type Advance = (done: number, all: number) => void;

/** What is over before does not flicker. */
const PATIENCE_MILLISECONDS = 500;

/** @param doing what is being done, in a word or two */
export async function withProgress<Result>(
  doing: string,
  work: (advance: Advance) => Promise<Result>,
  stream: NodeJS.WritableStream = process.stderr,
): Promise<Result> {
  const format = `${doing} {bar} {percentage}%, {eta_formatted} left`;
  const bar = new SingleBar({ stream, format, hideCursor: true, clearOnComplete: true, barsize: 24 });
  const begun = performance.now();
  let shown = false;
  const advance = (done: number, all: number) => {
    if (!shown && performance.now() - begun < PATIENCE_MILLISECONDS) return;
    if (!shown) bar.start(all, done);
    else bar.update(done);
    shown = true;
  };
  try {
    return await work(advance);
  } finally {
    bar.stop();
  }
}
