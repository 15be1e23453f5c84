import type { EntityManager } from 'typeorm'
import { isSame } from '../../kernel/sameness'
import { searchPattern } from '../../kernel/searchKey'
import type { EntityType } from '../../platform/database/entitySql'

/**
 * Rows whose text means the same as what is typed: width, blanks, letter case and the style of brackets do not make two
 * things of one. Records with a search key are looked up by it, small registers are read whole.
 */
export async function sameAs<T extends { id: string }>(
  manager: EntityManager,
  entity: EntityType<T>,
  column: keyof T & string,
  typed: string
): Promise<readonly T[]> {
  const query = manager.createQueryBuilder(entity, 'r')
  if (manager.connection.getMetadata(entity).findColumnWithPropertyName('searchKey'))
    query.where(`r.${column} = :typed OR r.searchKey LIKE :like ESCAPE '\\'`, { typed, like: searchPattern(typed) })
  return (await query.orderBy('r.id').getMany()).filter((row) => isSame(String(row[column] ?? ''), typed))
}
