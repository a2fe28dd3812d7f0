/** Credentials as both SDK stacks take them. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** When the session ends. */
  readonly expiration?: Date
}

/**
 * Where clients get credentials from. One is shared by all of them, and remembers: within five minutes of `expiration`
 * every client asks again before every call.
 */
export type CredentialsProvider = () => Promise<Credentials>

/**
 * The credentials that the machine has: environment, profile, web identity, container, instance metadata (Setting
 * credentials in Node.js, AWS SDK for JavaScript developer guide). Loaded when the first call asks for them.
 */
export function ambientCredentials(region: string): CredentialsProvider {
  let chain: Promise<CredentialsProvider> | undefined
  return async () => {
    chain ??= import('@aws-sdk/credential-providers').then(({ fromNodeProviderChain }) =>
      fromNodeProviderChain({ clientConfig: { region } })
    )
    return (await chain)()
  }
}
