package fetch

import "errors"

var (
	// errForbidden is a connection to an address that is not public.
	errForbidden = errors.New("address is not public")
	// errHandshake is a TLS handshake that failed for whatever reason.
	errHandshake = errors.New("TLS handshake")
)
