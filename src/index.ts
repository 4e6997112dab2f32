export { ClienteleError, type ErrorCode, type ErrorPlace, errorCodes } from "./errors/index.js";
