import type { NodeHttpHandler } from '@smithy/node-http-handler'

/** Credentials as both SDK stacks take them. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** When the session ends, by this machine's clock. */
  readonly expiration?: Date
}

/** Where credentials come from; `SharedCredentials` remembers what it gives. */
export type CredentialsProvider = () => Promise<Credentials>

/**
 * The credentials that the machine has: environment, profile, web identity, container, instance metadata (Setting
 * credentials in Node.js, AWS SDK for JavaScript developer guide). Loaded when the first call asks for them, and looked
 * for anew each time, so that a profile or an instance role can be renewed.
 *
 * @param clientConfig for the clients of STS and SSO that some of them need
 */
export function ambientCredentials(
  clientConfig: () => { readonly region: string; readonly requestHandler: NodeHttpHandler }
): CredentialsProvider {
  return async () => {
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
    return fromNodeProviderChain({ clientConfig: clientConfig() })()
  }
}

/** Whether the machine's credentials are plain keys in the environment, which nobody renews. A profile goes before them. */
export function areStatic(environment: Readonly<Record<string, string | undefined>>): boolean {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== ''
  return isSet('AWS_ACCESS_KEY_ID') && isSet('AWS_SECRET_ACCESS_KEY') && !isSet('AWS_PROFILE')
}
