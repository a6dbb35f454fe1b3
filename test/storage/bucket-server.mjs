/** A store that speaks S3, as a process of its own: `node bucket-server.mjs FOLDER BUCKET…`. Prints its port. */
import S3rver from "@20minutes/s3rver";

const [directory, ...names] = process.argv.slice(2);
const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory,
  configureBuckets: names.map((name) => ({ name })),
  allowMismatchedSignatures: false,
});
const { port } = await server.run();
process.stdout.write(`${port}\n`);
