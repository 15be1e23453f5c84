/** How a word stands out: always together with the word, never by colour alone. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'
