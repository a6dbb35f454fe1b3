declare module "virtual:towns" {
  const towns: import("./near.ts").Towns;
  export default towns;
}
