package io.seckill.api;

/** @param token for {@code Authorization: Bearer} */
public record TokenView(String token) {
    /** Not the token: whoever reads it can buy in its owner's name. */
    @Override
    public String toString() {
        return "TokenView[]";
    }
}
