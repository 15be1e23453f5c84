import { z } from 'zod'
import { command, commandInput, output, query } from './base'
import { matterNames, postNames, type Matter, type Post } from './posts'
import { id, localDate, optionalText, signature, text } from './values'

/** A post with the unit or matter it is for, in words too. */
export interface PostProposal {
  readonly post: Post
  readonly unitId: string | null
  readonly matter: Matter | null
  readonly words: string
}

/** Somebody on the roster with the posts his 职务 speaks of that he does not hold; none where it speaks of none. */
export interface ProposedPerson {
  readonly personId: string
  readonly name: string
  readonly unitName: string
  readonly position: string
  readonly posts: readonly PostProposal[]
  /** The posts held today, in words. */
  readonly held: string
  /** Why a post his 职务 speaks of is not proposed, in words. */
  readonly notes: readonly string[]
  /** Pinyin of the name, numbered where it is taken; null where there is an account, or can be none. */
  readonly login: string | null
}

/** The roster as it speaks of posts, and the posts a bureau cannot do without that nobody holds. */
export interface PostProposals {
  readonly people: readonly ProposedPerson[]
  readonly vacant: readonly Post[]
  /** Everything a person can be appointed to, each with its unit or matter. */
  readonly choices: readonly PostProposal[]
}

/** As many people as are appointed in one act at most. */
const mostPeopleAtOnce = 60

/** A code handed out, told once. */
export interface HandedOutCode {
  readonly personId: string
  readonly name: string
  readonly login: string
  readonly code: string
}

export const postArrangement = {
  /** Posts as the roster's 职务 speak of them, and logins for those who hold them. */
  postProposals: query(['administrator', 'officeDirector', 'head']).output(output<PostProposals>()),
  /**
   * Appoints several people at once and, for the administrator, opens their accounts; all of it or nothing. The codes
   * are told once, each for one sign-in.
   */
  arrangePosts: command(['administrator', 'officeDirector', 'head'])
    .input(
      commandInput({
        from: localDate('任职开始日期'),
        documentNumber: optionalText('任职文号', 60),
        people: z
          .array(
            z.strictObject({
              personId: id('人员'),
              posts: z
                .array(
                  z.strictObject({
                    post: z.enum(postNames),
                    unitId: id('单位').nullable(),
                    matter: z.enum(matterNames).nullable()
                  })
                )
                .max(40),
              login: text('登录名', 30).nullable()
            })
          )
          .min(1, '请先选人')
          .max(mostPeopleAtOnce, `一次最多安排${mostPeopleAtOnce}人`),
        /** A second person of another office, who confirms it on the spot. */
        second: signature.optional()
      })
    )
    .output(output<{ readonly codes: readonly HandedOutCode[] }>())
}
