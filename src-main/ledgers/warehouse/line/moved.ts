import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { DetainedMovement } from '../entities'

/** Whether a movement falls into the period of an export. */
export const isWithin =
  ({ from, to }: ExportScope) =>
  ({ day }: Pick<DetainedMovement, 'day'>): boolean =>
    (from === undefined || day >= from) && (to === undefined || day <= to)

/** Records with a movement in the period, and those of it with which nothing moved: `still` is their condition. */
interface Still {
  readonly where: string
  /** Column of the day they count by. */
  readonly day: string
}

/** Narrows records to those with a movement `m` in the period; `of` says which movements are theirs. */
export function movedWithin<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { from, to }: ExportScope,
  of: string,
  still?: Still
): void {
  const moved = query.subQuery().select('1').from(DetainedMovement, 'm').where(of)
  if (from) moved.andWhere('m.day >= :movedFrom', { movedFrom: from })
  if (to) moved.andWhere('m.day <= :movedTo', { movedTo: to })
  const unmoved = [
    ...(from ? [`${still?.day} >= :movedFrom`] : []),
    ...(to ? [`${still?.day} <= :movedTo`] : []),
    still?.where ?? ''
  ].join(' AND ')
  query.andWhere(still ? `(EXISTS ${moved.getQuery()} OR (${unmoved}))` : `EXISTS ${moved.getQuery()}`)
  query.setParameters(moved.getParameters())
}
