import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import log from 'electron-log/node'
import { z } from 'zod'
import { matterNames, matters, postNames, posts, type Matter, type Post } from '../../contract/posts'
import { sameKey } from '../../kernel/sameness'
import type { House } from '../house'

const strings = z.array(z.string()).default([])
const fileOfWords = z.object({
  /** Words of a post somebody had before. */
  past: strings,
  /** Words after which the units and matters stand that a leader is in charge of. */
  ledBy: strings,
  posts: z
    .array(
      z.object({
        post: z.enum(postNames),
        whole: strings,
        ends: strings,
        holds: strings,
        never: strings,
        inUnits: strings,
        notInUnits: strings
      })
    )
    .default([])
})

/** What the words of a roster's 职务 say of posts. */
export type PostVocabulary = z.infer<typeof fileOfWords>

/** A bureau's own words for its posts, in its data folder; they come on top of those the program brings. */
const ownPostWordsFile = 'post-words.json'

/** The words the program brings with those a bureau added. */
export async function postVocabulary({ resources, folder }: Pick<House, 'resources' | 'folder'>) {
  const read = async (path: string) => fileOfWords.parse(JSON.parse(await readFile(path, 'utf8')))
  const shipped = await read(join(resources, 'posts', 'words.json'))
  try {
    const own = await read(join(folder, ownPostWordsFile))
    return {
      past: [...shipped.past, ...own.past],
      ledBy: [...shipped.ledBy, ...own.ledBy],
      posts: [...shipped.posts, ...own.posts]
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      log.error(`reading ${ownPostWordsFile}`, error)
    return shipped
  }
}

/** A post with the unit or matter it is for. */
export interface ProposedPost {
  readonly post: Post
  readonly unitId: string | null
  readonly matter: Matter | null
}

interface Named {
  readonly id: string
  readonly name: string
}

/** The key a post is told apart by: nobody holds one twice. */
export const keyOfPost = ({ post, unitId, matter }: ProposedPost): string =>
  [post, unitId ?? '', matter ?? ''].join('|')

/**
 * The posts a roster's 职务 speaks of, each once. A leader whose units the roster does not name has none to propose;
 * `suggested` then says which post it is.
 */
export function postsOf(
  words: PostVocabulary,
  person: { readonly position: string | null; readonly unit: Named },
  units: readonly Named[]
): { readonly suggested: readonly Post[]; readonly proposed: readonly ProposedPost[] } {
  const { unit } = person
  const text = sameKey(person.position ?? '')
  if (text === '' || words.past.some((word) => text.startsWith(word))) return { suggested: [], proposed: [] }
  const led = ledBy(words, text)
  const inUnit = (names: readonly string[]) => names.some((name) => unit.name.includes(name))
  // What a leader is in charge of is nobody's post: 分管仓库管理的副局长 keeps no warehouse.
  const own = (led === undefined ? text : text.slice(0, led.at)).split(/[、,;/+()]|兼任?/).filter((part) => part !== '')
  const suggested = new Map<Post, readonly string[]>(led ? [['leader', []]] : [])
  for (const rule of words.posts) {
    if ((rule.inUnits.length > 0 && !inUnit(rule.inUnits)) || inUnit(rule.notInUnits)) continue
    const says = (part: string) =>
      !rule.never.some((word) => part.includes(word)) &&
      (rule.whole.includes(part) ||
        rule.ends.some((word) => part.endsWith(word)) ||
        rule.holds.some((word) => part.includes(word)))
    const saying = own.filter(says)
    if (saying.length > 0) suggested.set(rule.post, [...(suggested.get(rule.post) ?? []), ...saying])
  }
  const proposed = [...suggested].flatMap(([post, saying]): readonly ProposedPost[] => {
    if (posts[post].scope === 'bureau') return [{ post, unitId: null, matter: null }]
    if (post === 'leader') return led ? inCharge(led.of, units) : []
    return [...new Set(saying.map((part) => unitNamed(part, units) ?? unit.id))].map((unitId) => ({
      post,
      unitId,
      matter: null
    }))
  })
  return { suggested: [...suggested.keys()], proposed }
}

/** The unit a part of a 职务 names: 执法大队大队长 is no head of the unit the roster has the person in. */
const unitNamed = (part: string, units: readonly Named[]): string | undefined =>
  units.filter(({ name }) => part.includes(sameKey(name))).sort((a, b) => b.name.length - a.name.length)[0]?.id

function ledBy(words: PostVocabulary, text: string): { readonly at: number; readonly of: string } | undefined {
  const found = words.ledBy
    .flatMap((word) => (text.includes(word) ? [{ at: text.indexOf(word), length: word.length }] : []))
    .sort((a, b) => a.at - b.at)[0]
  return found && { at: found.at, of: text.slice(found.at + found.length) }
}

/** Units and matters named in what somebody is in charge of; a unit's own name goes before the matter in it. */
function inCharge(of: string, units: readonly Named[]): readonly ProposedPost[] {
  let rest = of
  const found: ProposedPost[] = []
  for (const { id, name } of [...units].sort((a, b) => b.name.length - a.name.length)) {
    const key = sameKey(name)
    if (key === '' || !rest.includes(key)) continue
    rest = rest.replace(key, ' ')
    found.push({ post: 'leader', unitId: id, matter: null })
  }
  for (const matter of matterNames)
    if (rest.includes(matters[matter])) found.push({ post: 'matterLeader', unitId: null, matter })
  return found
}
