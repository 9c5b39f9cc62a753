/** A setting of the system as /api/v1 has it. */
export interface Setting {
  name: string
  meaning: string
  type: 'text' | 'flag' | 'number'
  value: SettingValue
  default: SettingValue
  source: 'property' | 'environment' | 'chosen' | 'default'
  changeable: boolean
  secret: boolean
  least: number | null
  most: number | null
  changedBy: string | null
  changedAt: string | null
}

export type SettingValue = string | number | boolean | null

/** What the inputs hold, by the settings' names. */
export type Inputs = Record<string, string | boolean>

export function inputsOf(settings: Setting[]): Inputs {
  return Object.fromEntries(
    settings.map(({ name, type, value }) => [name, type === 'flag' ? value === true : String(value ?? '')])
  )
}

/** Only what differs from what there is: so nobody overwrites what somebody else changes meanwhile. */
export function changes(settings: Setting[], inputs: Inputs): Record<string, SettingValue> {
  const before = inputsOf(settings)
  return Object.fromEntries(
    settings
      .filter(({ name, changeable }) => changeable && inputs[name] !== before[name])
      .map(({ name, type }) => [name, type === 'number' ? number(inputs[name]) : inputs[name]])
  )
}

/** What is no number goes as it is: the server says what is wrong with it. */
function number(input: string | boolean): number | string {
  const text = String(input).trim()
  return /^-?\d+$/.test(text) ? Number(text) : text
}
