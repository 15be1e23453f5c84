// A plugin of Stryker: of what lies within a drawn place, only what was drawn itself is changed. Without it a place such as
// a block is asked with all the changes that stand in it, and blocks could be no part of a sample.

const spans = () => JSON.parse(process.env.LEDGER_MUTATE_DRAWN ?? 'null')

const notAfter = (one, other) => one.line < other.line || (one.line === other.line && one.column <= other.column)

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'only-drawn',
    value: {
      shouldIgnore({ node }) {
        const drawn = spans()
        if (!drawn || !node.loc) return undefined
        const { start, end } = node.loc
        // What contains a drawn place has to be gone through; what stands around all of them is no place to change.
        const leads = drawn.some((span) => notAfter(start, span.start) && notAfter(span.end, end))
        return leads ? undefined : 'not drawn'
      }
    }
  }
]
