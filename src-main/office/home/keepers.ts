import type { ChainId } from '../../contract/ledgers'
import type { Post } from '../../contract/posts'
import type { House } from '../house'

/** Who keeps a ledger; of what is the office's own, nobody in particular. */
export const keepersOf = ({ modules }: Pick<House, 'modules'>, ledger: ChainId): readonly Post[] =>
  modules.find(({ id }) => id === ledger)?.keepers ?? []
