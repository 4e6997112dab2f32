export { parseModel } from "./parse-model.js";
