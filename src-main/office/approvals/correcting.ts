import type { Field } from '../../contract/fields'
import { conflict, forbidden, notNow } from '../../kernel/fault'
import type { ActionRule } from '../records/recordActions'
import type { UnitOfWork, Versioned } from '../../platform/database/unitOfWork'

/** How a correction names the request it is of, and what its applicant says about it. */
export interface Correction {
  readonly id: string
  readonly version: number
  /** 补正说明, shown to those who decide next. */
  readonly note: string
}

interface Returnable extends Versioned {
  readonly state: string
  readonly applicantId: string
  readonly approvalId: string | null
}

/**
 * Loads a returned request for its applicant to correct; `conflict` when it is not returned any more or was changed
 * meanwhile.
 */
export async function loadReturned<T extends Returnable>(
  unit: UnitOfWork,
  entity: new () => T,
  { id, version }: Correction,
  what: string
): Promise<{ readonly request: T; readonly approvalId: string }> {
  const request = await unit.load<T>(entity, id, what)
  const { approvalId } = request
  if (request.version !== version) throw conflict(what)
  if (request.state !== 'returned' || approvalId === null) throw notNow(what)
  if (request.applicantId !== unit.actor.personId) throw forbidden('退回的申请由申请人本人修改重报', ['申请人'])
  return { request, approvalId }
}

/** The correction as an action of a returned request; none of requests in another state. */
export const amendAction = ({
  state,
  applicantId
}: Pick<Returnable, 'state' | 'applicantId'>): readonly ActionRule[] =>
  state === 'returned'
    ? [{ action: 'amend', label: '补正重报', by: [], people: [applicantId], peopleWord: '申请人' }]
    : []

/** The applicant's note with what was changed, by the labels of the record's fields. */
export function correctionNote(
  note: string,
  fields: Readonly<Record<string, Field>>,
  before: object | undefined,
  after: object | undefined
): string {
  const changed = Object.entries(fields).filter(([name]) => valueOf(before, name) !== valueOf(after, name))
  return changed.length > 0 ? `${note}（修改：${changed.map(([, { label }]) => label).join('、')}）` : note
}

const valueOf = (row: object | undefined, name: string): unknown =>
  Object.entries(row ?? {}).find(([key]) => key === name)?.[1]
