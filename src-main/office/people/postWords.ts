import { matters, posts } from '../../contract/posts'
import type { Appointment } from '../entities'

/** A post as a clerk writes it, with the unit or matter it is for: 分管领导（执法大队）. */
export function postWords(
  { post, matter }: Pick<Appointment, 'post' | 'matter'>,
  unitName: string | null | undefined
): string {
  const scope = matter ? matters[matter] : unitName
  return scope ? `${posts[post].label.replace('（专项）', '')}（${scope}）` : posts[post].label
}
