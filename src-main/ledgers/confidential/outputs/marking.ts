import type { EntityManager } from 'typeorm'
import { secrecyClasses, type SecrecyClass } from '../../../contract/confidential/words'
import { formatInstant } from '../../../contract/display'
import type { Reading } from '../../../office/house'
import { ConfidentialFile } from '../entities'
import { SEC_15 } from '../rules/matters'

const order = Object.keys(secrecyClasses) as SecrecyClass[]

/** The highest of some classes; 内部 where there is none. */
export const highestOf = (classes: readonly SecrecyClass[]): SecrecyClass =>
  order.find((each) => classes.includes(each)) ?? 'internal'

/** The highest class in the register. */
export async function highestHeld(manager: EntityManager): Promise<SecrecyClass> {
  const found = await manager
    .createQueryBuilder(ConfidentialFile, 'f')
    .select('DISTINCT f.secrecy', 'secrecy')
    .where('f.state = :held', { held: 'held' })
    .getRawMany<{ secrecy: SecrecyClass }>()
  return highestOf(found.map(({ secrecy }) => secrecy))
}

/** What stands above and below every page: class, who put it out, when, and in how many copies (SEC-15). */
export function markingOf(
  { actor, now, book }: Pick<Reading, 'actor' | 'now' | 'book'>,
  secrecy: SecrecyClass
): string {
  const star = secrecy === 'internal' ? '' : '★'
  return [
    `${secrecyClasses[secrecy]}${star}`,
    `导出人：${actor.name}`,
    formatInstant(now),
    `共${SEC_15.values(book).copies}份`
  ].join('\u3000')
}
