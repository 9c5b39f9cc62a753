/** From cool to hot, darker step by step: told apart by the colour-blind and in grey, and black text is legible on each. */
export const HEAT = ['#fff7d6', '#fee391', '#fec44f', '#fe9929', '#ec7014']

/** The step of a value between nothing and the most there is, from 0; null where there is no value. */
export function heat(value: number | null, most: number): number | null {
  if (value === null || most <= 0) {
    return null
  }
  return Math.min(HEAT.length - 1, Math.max(0, Math.ceil((value / most) * HEAT.length) - 1))
}

/** The value up to which each step reaches; of whole numbers only the steps that hold one. */
export function steps(most: number, whole: boolean): { step: number; reach: number }[] {
  const all = HEAT.map((_, step) => ({ step, reach: (most * (step + 1)) / HEAT.length }))
  return whole
    ? all
        .map(({ step, reach }) => ({ step, reach: Math.floor(reach) }))
        .filter(({ reach }, i, reached) => reach > (reached[i - 1]?.reach ?? 0))
    : all
}
