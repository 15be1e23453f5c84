import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { ListFilter } from '../../contract/lists'
import { localDate } from '../../contract/values'
import { invalid } from '../../kernel/fault'
import { instantAt } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import { sameBrackets } from '../../kernel/sameness'

/** What a column holds, as far as a filter's value has to fit it. */
export type ColumnKind = 'whole' | 'flag' | 'date' | 'text'

/**
 * What a list's column holds: that of the entity column it names, also within an expression such as (0 - m.quantity).
 */
export function kindOfColumn<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, column: string): ColumnKind {
  const [, alias, property] = /(\w+)\.(\w+)/.exec(column) ?? []
  const metadata = query.expressionMap.aliases.find(({ name, hasMetadata }) => name === alias && hasMetadata)?.metadata
  const found = property === undefined ? undefined : metadata?.findColumnWithPropertyName(property)
  if (found?.type === 'bigint') return 'whole'
  if (found?.type === 'boolean') return 'flag'
  return found?.type === 'varchar' && found.length === '10' ? 'date' : 'text'
}

/**
 * Narrows a query by one filter. Gives `invalid` at the filter's field for a value the column cannot hold, alike on
 * both engines: one of them would end in a fault of the database, the other would quietly compare numbers with words.
 */
export function applyFilter<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  column: string,
  filter: ListFilter,
  name: string,
  instant: boolean
): void {
  const kind = kindOfColumn(query, column)
  const { op, value } = filter
  const refuse = (message: string) => invalid([{ path: filter.field, message }])
  const one = () => stored(kind, value, refuse)
  switch (op) {
    case 'eq':
      query.andWhere(`${column} = :${name}`, { [name]: one() })
      break
    case 'in': {
      const wanted = Array.isArray(value) ? value : value === undefined ? [] : [value]
      if (wanted.length === 0) query.andWhere('1 = 0')
      else query.andWhere(`${column} IN (:...${name})`, { [name]: wanted.map((each) => stored(kind, each, refuse)) })
      break
    }
    case 'contains':
      if (kind === 'whole' || kind === 'flag') throw refuse('这一列是数字或是否，不能按文字筛选，请选择数值或范围')
      query.andWhere(`LOWER(${column}) LIKE :${name} ESCAPE '\\'`, {
        [name]: containing(String(stored('text', value ?? '', refuse)))
      })
      break
    case 'from':
      query.andWhere(`${column} >= :${name}`, {
        [name]: instant ? instantAt(dayOf(value, refuse), '00:00') : bound(kind, value, refuse)
      })
      break
    case 'to':
      if (instant)
        query.andWhere(`${column} < :${name}`, { [name]: instantAt(addDays(dayOf(value, refuse), 1), '00:00') })
      else query.andWhere(`${column} <= :${name}`, { [name]: bound(kind, value, refuse) })
      break
    case 'empty':
      query.andWhere(value === false ? `${column} IS NOT NULL` : `${column} IS NULL`)
  }
}

type Refuse = (message: string) => Error

/** Texts are filtered as they stand, blanks and all; only letter case and the style of brackets do not matter. */
const containing = (typed: string) => {
  const escaped = sameBrackets(typed.toLowerCase()).replace(/[\\%_]/g, (sign) => `\\${sign}`)
  return `%${escaped.replace(/[()（）［］]/g, '_')}%`
}

function dayOf(value: unknown, refuse: Refuse): string {
  const day = localDate().safeParse(value)
  if (!day.success) throw refuse('筛选的日期应为 2026-01-05 这样的日期')
  return day.data
}

function bound(kind: ColumnKind, value: unknown, refuse: Refuse): unknown {
  return kind === 'date' ? dayOf(value, refuse) : stored(kind, value, refuse)
}

/** The value as its column keeps it. */
function stored(kind: ColumnKind, value: unknown, refuse: Refuse): unknown {
  if (kind === 'whole') {
    const whole = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
    if (!Number.isSafeInteger(whole)) throw refuse('这一列只能按整数筛选')
    return whole
  }
  if (kind === 'flag') {
    const flag = value === 'true' ? true : value === 'false' ? false : value
    if (typeof flag !== 'boolean') throw refuse('这一列只能按“是”或“否”筛选')
    return flag
  }
  if (typeof value !== 'string' && typeof value !== 'number') throw refuse('请填写要筛选的内容')
  return String(value)
}
