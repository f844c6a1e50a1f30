package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"syscall"

	"github.com/overview-news/overview/page/address"
)

var (
	// errForbidden is a connection to an address that is not public.
	errForbidden = errors.New("address is not public")
	// errHandshake is a TLS handshake that failed for whatever reason.
	errHandshake = errors.New("TLS handshake")
)

// guard decides which addresses may be connected to. It is asked for the
// address that is really dialled, after the name was resolved, so that no
// answer of a name server can lead around it.
type guard struct {
	allow []netip.Prefix // named by the operator
}

// control is a net.Dialer's Control: it refuses a connection before the first
// packet.
func (g guard) control(_, addr string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(addr)
	if err != nil {
		return fmt.Errorf("%w: %s", errForbidden, addr)
	}
	if !g.allowed(ap.Addr()) {
		return errForbidden
	}
	return nil
}

// allowed reports whether an address is public or in a range that the
// operator named.
func (g guard) allowed(ip netip.Addr) bool {
	ip = ip.WithZone("").Unmap()
	for _, p := range g.allow {
		if p.Contains(ip) {
			return true
		}
	}
	return isPublic(ip)
}

// MayConnect reports whether an address could be connected to as far as its
// host's name tells: numbers must be public or in a range of allow, and names
// of this machine are not. What a name resolves to is checked at each
// connection, whatever this says.
func MayConnect(rawURL string, allow []netip.Prefix) bool {
	u, err := address.Parse(rawURL)
	if err != nil {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		host = "127.0.0.1"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		last := host[strings.LastIndexByte(host, '.')+1:]
		return last != "" && !('0' <= last[0] && last[0] <= '9') // 2130706433 and 0x7f.1 are numbers too
	}
	return guard{allow: allow}.allowed(ip)
}

// special4 and special6 are the blocks of IANA's registries of special-purpose
// addresses (RFC 6890 and its updates), and multicast and reserved space. Some
// blocks in them are reachable (relays, anycast services); no newspaper is in
// one, so all are refused.
var special4 = prefixes(
	"0.0.0.0/8",          // this network
	"10.0.0.0/8",         // private use
	"100.64.0.0/10",      // shared by carriers
	"127.0.0.0/8",        // loopback
	"169.254.0.0/16",     // link-local, with the metadata of clouds
	"172.16.0.0/12",      // private use
	"192.0.0.0/24",       // protocol assignments
	"192.0.2.0/24",       // documentation
	"192.31.196.0/24",    // AS112
	"192.52.193.0/24",    // AMT
	"192.88.99.0/24",     // relays of 6to4
	"192.168.0.0/16",     // private use
	"192.175.48.0/24",    // AS112
	"198.18.0.0/15",      // benchmarking
	"198.51.100.0/24",    // documentation
	"203.0.113.0/24",     // documentation
	"224.0.0.0/4",        // multicast
	"240.0.0.0/4",        // reserved
	"255.255.255.255/32", // broadcast
)

var special6 = prefixes(
	"2001::/23",         // protocol assignments, with Teredo, ORCHID and benchmarking
	"2001:db8::/32",     // documentation
	"2620:4f:8000::/48", // AS112
	"3fff::/20",         // documentation
)

var (
	global6 = netip.MustParsePrefix("2000::/3")     // all that is assigned for the internet
	nat64   = netip.MustParsePrefix("64:ff9b::/96") // IPv4 behind a translator
	sixto4  = netip.MustParsePrefix("2002::/16")    // IPv4 in bits 16 to 48
)

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		out[i] = netip.MustParsePrefix(t)
	}
	return out
}

// isPublic reports whether ip is on the public internet. An IPv4 address that
// is carried inside an IPv6 address is judged itself.
func isPublic(ip netip.Addr) bool {
	if !ip.IsValid() {
		return false
	}
	ip = ip.Unmap()
	if ip.Is4() {
		return !inAny(special4, ip)
	}
	b := ip.As16()
	switch {
	case nat64.Contains(ip):
		return isPublic(netip.AddrFrom4([4]byte(b[12:16])))
	case sixto4.Contains(ip):
		return isPublic(netip.AddrFrom4([4]byte(b[2:6])))
	case !global6.Contains(ip) || inAny(special6, ip):
		return false
	}
	if isISATAP(b) {
		return isPublic(netip.AddrFrom4([4]byte(b[12:16])))
	}
	return true
}

// isISATAP reports whether the interface part of an address is that of a
// tunnel (RFC 5214), whose last four bytes are an IPv4 address.
func isISATAP(b [16]byte) bool {
	return (b[8] == 0x00 || b[8] == 0x02) && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe
}

func inAny(blocks []netip.Prefix, ip netip.Addr) bool {
	for _, p := range blocks {
		if p.Contains(ip) {
			return true
		}
	}
	return false
}
