package io.beamdesk.export;

/// Asks a person for what must be in no file and no log. Asked by one thread at a time.
public interface Secrets {
    /// Nobody to ask.
    Secrets NONE = _ -> new char[0];

    /// The password of an account, or the passphrase of a key.
    ///
    /// @param what it is for, such as `password of anna@server`
    /// @return what the person typed; empty if they would not
    char[] ask(String what);
}
