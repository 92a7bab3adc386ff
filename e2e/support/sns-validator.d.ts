/** Amazon's validator of SNS messages, which comes without types. */
declare module "sns-validator" {
  export default class MessageValidator {
    constructor(hostPattern?: RegExp);
    validate(message: string, done: (error: Error | null, message?: unknown) => void): void;
  }
}
