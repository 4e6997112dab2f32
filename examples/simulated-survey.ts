// Answers of simulated customers of a simulated internet provider, for the examples. Nothing in here is real.
//
// Every customer expects something, meets some quality, weighs it against the price, and is satisfied or not; who is
// not satisfied complains more often, who is satisfied stays. Each of these is asked about in two or three questions,
// answered from 1 to 10 with some noise; one in thirty answers is missing. Older customers answer surveys more readily
// than young ones, so there are too many of them, and `weight` sets that right.

/** What sets one survey apart from another. */
export interface SurveySettings {
  readonly respondents: number;
  readonly seed: number;
  /** How much better, in standard deviations, the service of the technicians has become [0]. */
  readonly betterService?: number;
  /** How much the price has risen, in the same unit [0]. */
  readonly higherPrice?: number;
}

/** A row per respondent. */
export function simulateSurvey(settings: SurveySettings): Record<string, number | string | null>[] {
  const { respondents, seed, betterService = 0, higherPrice = 0 } = settings;
  const uniform = generator(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const answer = (latent: number, loading: number, middle: number): number | null => {
    const value = middle + 1.9 * (loading * latent + Math.sqrt(1 - loading * loading) * normal());
    return uniform() < 1 / 30 ? null : Math.min(10, Math.max(1, Math.round(value)));
  };
  return Array.from({ length: respondents }, (_, i) => {
    const young = uniform() < 0.3;
    const expectations = normal();
    const service = 0.4 * expectations + 0.8 * normal() + betterService;
    const network = 0.4 * expectations + 0.9 * normal() - (young ? 0.3 : 0);
    const quality = 0.6 * service + 0.6 * network;
    const value = 0.55 * quality + 0.1 * expectations + 0.75 * normal() - higherPrice;
    const satisfaction = 0.1 * expectations + 0.55 * quality + 0.25 * value + 0.5 * normal();
    const loyalty = 0.65 * satisfaction + 0.7 * normal();
    return {
      respondent: i + 1,
      age: young ? "18-34" : "35 and over",
      region: uniform() < 0.6 ? "city" : "country",
      // Half of the customers are young, but only three in ten respondents.
      weight: young ? 0.5 / 0.3 : 0.5 / 0.7,
      expectedOverall: answer(expectations, 0.8, 7.2),
      expectedReliable: answer(expectations, 0.75, 7.6),
      technicians: answer(service, 0.85, 6.4),
      hotline: answer(service, 0.75, 5.6),
      speed: answer(network, 0.85, 7.4),
      outages: answer(network, 0.8, 7.1),
      priceForQuality: answer(value, 0.85, 6.1),
      qualityForPrice: answer(value, 0.85, 6.4),
      satisfied: answer(satisfaction, 0.85, 7.0),
      againstExpectations: answer(satisfaction, 0.8, 6.6),
      againstIdeal: answer(satisfaction, 0.8, 6.0),
      complained: uniform() < 0.22 / (1 + Math.exp(1.5 * satisfaction)) + 0.03 ? 1 : 0,
      staysNextYear: answer(loyalty, 0.85, 7.0),
      recommends: answer(loyalty, 0.85, 6.5),
    };
  });
}

/**
 * Uniform numbers above 0 and below 1 from a seed: a linear congruential generator (Numerical Recipes), its high bits.
 */
function generator(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return (Number(state >> 12n) + 0.5) / 2 ** 52;
  };
}
