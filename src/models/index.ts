/** How does a saved model come back? The one list of all kinds of models, each checked against its schema. */

export { parseModel } from "./parse-model.js";
