import { Brackets } from 'typeorm'
import type { ListInput } from '../../../contract/lists'
import { instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'

/** Rows read at a time. */
export const window = 500
type Narrowing = Pick<ListInput, 'filters' | 'sort'>
/** What an export is narrowed to beside its period and words. */
export const narrowing = (scope: ExportScope): Narrowing => ({
  filters: scope.filter?.filters ?? [],
  sort: scope.filter?.sort
})

/** Conditions a period means on a day or an instant of a list. */
export function within(column: string, { from, to }: ExportScope, instants: boolean): Brackets | undefined {
  if (!from && !to) return undefined
  return new Brackets((all) => {
    if (from) all.andWhere(`${column} >= :periodFrom`, { periodFrom: instants ? instantAt(from, '00:00') : from })
    if (to && instants) all.andWhere(`${column} < :periodTo`, { periodTo: instantAt(addDays(to, 1), '00:00') })
    else if (to) all.andWhere(`${column} <= :periodTo`, { periodTo: to })
  })
}

/** The copy number of a label 登记号 份号. */
export const partsOf = (label: string) => {
  const at = label.indexOf(' ')
  return at < 0 ? [label, ''] : [label.slice(0, at), label.slice(at + 1)]
}
