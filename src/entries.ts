/**
 * What `dist/main` and `dist/post` start. One bundle holds both, so that they share its chunks; each is loaded only when
 * it is called.
 */
export const main = async (): Promise<void> => (await import('./main.js')).main()
export const post = async (): Promise<void> => (await import('./post.js')).post()
