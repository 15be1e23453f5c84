import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { ExportScope } from '../../../office/house'
import { DetainedMovement } from '../entities'

/** Whether a movement falls into the period of an export. */
export const isWithin =
  ({ from, to }: ExportScope) =>
  ({ day }: Pick<DetainedMovement, 'day'>): boolean =>
    (from === undefined || day >= from) && (to === undefined || day <= to)

/** Narrows records to those with a movement `m` in the period; `of` says which movements are theirs. */
export function movedWithin<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { from, to }: ExportScope,
  of: string
): void {
  const moved = query.subQuery().select('1').from(DetainedMovement, 'm').where(of)
  if (from) moved.andWhere('m.day >= :movedFrom', { movedFrom: from })
  if (to) moved.andWhere('m.day <= :movedTo', { movedTo: to })
  query.andWhere(`EXISTS ${moved.getQuery()}`)
  query.setParameters(moved.getParameters())
}
