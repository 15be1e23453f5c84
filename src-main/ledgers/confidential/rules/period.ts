import { secrecyClasses, type PeriodKind, type SecrecyClass } from '../../../contract/confidential/words'
import { formatDate } from '../../../contract/display'
import { addYears } from '../../../kernel/localDate'
import type { Objection } from '../../../kernel/rules/rule'

/** A period of secrecy as stated. */
export interface StatedPeriod {
  readonly kind: PeriodKind
  readonly years?: number | undefined
  readonly until?: string | undefined
  readonly condition?: string | undefined
}

/** Years no period of a class may exceed; 内部 has none. */
export type Ceilings = Readonly<Record<'topSecretYears' | 'secretYears' | 'confidentialYears', number>>

/** The most years a class may be kept secret; undefined for 内部. */
export function ceilingYears(secrecy: SecrecyClass, ceilings: Ceilings): number | undefined {
  switch (secrecy) {
    case 'topSecret':
      return ceilings.topSecretYears
    case 'secret':
      return ceilings.secretYears
    case 'confidential':
      return ceilings.confidentialYears
    case 'internal':
      return undefined
  }
}

/**
 * Last day of a period, counted from 制发日; null where that day is not known, and for 内部. A condition runs to the ceiling
 * at most.
 */
export function expiryOf(
  secrecy: SecrecyClass,
  issuedOn: string | null,
  period: StatedPeriod,
  ceilings: Ceilings
): string | null {
  const years = ceilingYears(secrecy, ceilings)
  if (years === undefined) return null
  if (period.kind === 'until') return period.until ?? null
  if (issuedOn === null) return null
  return addYears(issuedOn, period.kind === 'years' ? (period.years ?? years) : years)
}

/** What is wrong with a period of a class counted from a day. */
export function periodObjections(
  secrecy: SecrecyClass,
  issuedOn: string,
  period: StatedPeriod,
  ceilings: Ceilings
): readonly Objection[] {
  const years = ceilingYears(secrecy, ceilings)
  if (years === undefined) return []
  const missing =
    period.kind === 'years' && !period.years
      ? ['保密年限']
      : period.kind === 'until' && !period.until
        ? ['保密截止日期']
        : period.kind === 'condition' && !period.condition
          ? ['解密条件']
          : []
  if (missing.length > 0) return [{ message: `请填写${missing.join('、')}`, missing, field: 'period', act: 'NEED' }]
  const last = expiryOf(secrecy, issuedOn, period, ceilings) ?? issuedOn
  const latest = addYears(issuedOn, years)
  const name = secrecyClasses[secrecy]
  return [
    ...(last > latest
      ? [
          {
            message: `${name}级的保密期限不超过${years}年，自制发日起最长到${formatDate(latest)}`,
            field: 'period',
            act: 'BLOCK' as const
          }
        ]
      : []),
    ...(last < issuedOn ? [{ message: '保密期限不能早于制发日期', field: 'period', act: 'BLOCK' as const }] : [])
  ]
}
