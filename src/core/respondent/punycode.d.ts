/** The part of the package that we use; it ships no types of its own. */
declare module "punycode/punycode.js" {
  const punycode: {
    /** Each label of a domain in its ASCII form. Throws RangeError on overflow. */
    toASCII(domain: string): string;
    toUnicode(domain: string): string;
  };
  export default punycode;
}
