import { posts, type Post, type PostInfo } from '../../contract/posts'

/** Whether the holder of a post keeps goods, seals, keys or files. */
export function keepsThings(post: Post): boolean {
  const info: PostInfo = posts[post]
  return info.keeps ?? false
}

/** What a post lets its holder do, as K-11 asks. */
export function dutyOf(post: Post): 'apply' | 'approve' | 'keep' {
  if (keepsThings(post)) return 'keep'
  return post === 'claimant' || post === 'buyer' ? 'apply' : 'approve'
}
