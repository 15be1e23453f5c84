import type { Post } from '../../contract/posts'
import type { House } from '../house'

const always: readonly Post[] = ['head', 'officeDirector', 'financeHead', 'inspector', 'unitHead', 'leader']

/**
 * The posts no bureau runs without that nobody holds: whoever decides and pays, and for each ledger the first of those
 * who keep it.
 */
export function vacantPosts({ modules }: Pick<House, 'modules'>, held: ReadonlySet<Post>): readonly Post[] {
  const unkept = modules.filter(({ keepers }) => !keepers.some((post) => held.has(post)))
  return [
    ...new Set([
      ...always.filter((post) => !held.has(post)),
      ...unkept.flatMap(({ keepers: [first] }) => (first ? [first] : []))
    ])
  ]
}
