import * as v from "valibot";
import { type ModelFormat, type ModelHeader, naturalNumber } from "../../errors/index.js";
import {
  type BoostedTreesModel,
  boostedTreesShape,
  type FeatureEncoder,
  featureEncoderFormat,
  featureNames,
  type LogisticModel,
  logisticShape,
} from "../../learning/index.js";

/** A model of who answers a campaign. Made by `fitResponse`. */
export interface ResponseModel extends ModelHeader {
  readonly kind: "response";
  readonly schema: 1;
  /** How customers become features. */
  readonly encoder: FeatureEncoder;
  readonly classifier: LogisticModel | BoostedTreesModel;
  /** Customers of the fit, and how many of them responded. */
  readonly customers: number;
  readonly responses: number;
}

const responseShape = (): v.GenericSchema<unknown, ResponseModel> =>
  v.pipe(
    v.object({
      kind: v.literal("response"),
      schema: v.literal(1),
      encoder: featureEncoderFormat.shape(),
      classifier: v.union([logisticShape(), boostedTreesShape()]),
      customers: naturalNumber(),
      responses: naturalNumber(),
    }),
    v.check(({ encoder, classifier }) => {
      const names = featureNames(encoder);
      return names.length === classifier.names.length && names.every((name, i) => name === classifier.names[i]);
    }, "a classifier of the features that the encoder makes"),
  );

/** How a response model looks as plain data. */
export const responseFormat: ModelFormat<ResponseModel> = { kind: "response", schema: 1, shape: responseShape };
