import { letterKinds, letterKindsOf, type LetterKind, type LetterSubject } from '../../../contract/seals'
import type { LocalDate } from '../../../kernel/localDate'

/** A letter or certificate of the office that is about to be issued. */
export interface LetterFacts {
  readonly kind: LetterKind
  readonly of: LetterSubject
  readonly documentNumber: string | undefined
  readonly addressee: string | undefined
  readonly issuedOn: LocalDate
  /** From when the thing was lost; undefined for a worn seal. */
  readonly lostFrom: LocalDate | undefined
  readonly today: LocalDate
  /** Number of a paper about something else that bears the same document number. */
  readonly numberTakenBy: string | undefined
}

/** What any such paper is asked for: number, addressee, a day it can have been issued on, a subject it can be about. */
export function letterObjections({
  kind,
  of,
  documentNumber,
  addressee,
  issuedOn,
  lostFrom,
  today,
  numberTakenBy
}: LetterFacts) {
  const missing = [...(documentNumber ? [] : ['文号']), ...(addressee ? [] : ['致送单位'])]
  const block = (message: string, field: string) => ({ message, field, act: 'BLOCK' as const })
  return [
    ...(missing.length > 0
      ? [{ message: `${letterKinds[kind]}还缺：${missing.join('、')}`, missing, act: 'NEED' as const }]
      : []),
    ...(letterKindsOf[of].includes(kind) ? [] : [block(`这里不能出具${letterKinds[kind]}`, 'kind')]),
    ...(issuedOn > today ? [block('出具日期不能晚于今天', 'issuedOn')] : []),
    ...(lostFrom !== undefined && issuedOn < lostFrom ? [block('出具日期不能早于遗失起始日期', 'issuedOn')] : []),
    ...(numberTakenBy === undefined
      ? []
      : [
          {
            message: `文号${documentNumber ?? ''}已用于${numberTakenBy}`,
            ask: '确需同号请说明理由',
            field: 'documentNumber',
            act: 'WARN' as const
          }
        ])
  ]
}
