import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import { canonicalText } from '../../kernel/canonical'

/** Whether a kept row says otherwise than what was worked out, in any column but those named. */
export function saysOtherwise<T extends object>(
  kept: T | undefined,
  worked: T,
  except: readonly (keyof T)[] = []
): boolean {
  if (!kept) return true
  return (Object.keys(worked) as (keyof T)[]).some(
    (column) => !except.includes(column) && textOf(kept[column]) !== textOf(worked[column])
  )
}

const textOf = (value: unknown): string => canonicalText(value ?? null)

/** Ids of kept rows that are of nothing there is; `owner` has the table whose rows they are of, id for id. */
export async function strayRows<T extends ObjectLiteral>(
  manager: EntityManager,
  kept: EntityTarget<T>,
  owner: EntityTarget<ObjectLiteral>
): Promise<readonly string[]> {
  const owned = manager.createQueryBuilder(owner, 'o').select('1').where('o.id = k.id').getQuery()
  const rows = await manager
    .createQueryBuilder(kept, 'k')
    .select('k.id', 'id')
    .where(`NOT EXISTS (${owned})`)
    .limit(1)
    .getRawMany<{ id: string }>()
  return rows.map(({ id }) => id)
}
